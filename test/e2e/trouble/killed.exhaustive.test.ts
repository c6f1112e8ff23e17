import { beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../../support/sample.ts';
import { Clock, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
import { setStage, setStageOn, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';
import { type Ending, type Moment, runStoppedAt } from './interrupted.ts';

const systems = ['exactOnline', 'asperion'] as const;

/** How many moments are tried at the same time. */
const AT_ONCE = 4;

let calm: Holdings;
let counts: Readonly<Record<(typeof systems)[number], number>>;
beforeAll(async () => {
  await using stage = await setStage({ world: smallWorld() });
  await stage.run();
  calm = holdings(stage);
  counts = { exactOnline: stage.exactOnline.requests.length, asperion: stage.asperion.requests.length };
});

/** What went wrong after a first sync that was stopped at this moment, null when nothing did. */
async function verdict(ending: Ending, moment: Moment): Promise<string | null> {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  await runStoppedAt(stage, ending, moment);
  // A create that a cancelled run saw no answer to is not sent again at once, and after a killed run nothing is.
  clock.forward(UNTIL_NOT_HELD_MS);
  const next = await stage.run({ env: clock.env });
  const told = `${moment.act} call ${moment.skip} of ${moment.system}`;
  if (next.exitCode !== 0) return `${told}: the next run is red:\n${next.summary}`;
  try {
    expect(holdings(stage)).toEqual(calm);
  } catch (error) {
    return `${told}: the target is another one: ${String(error)}`;
  }
  const { writes } = await stage.run({ env: clock.env });
  return writes.length === 0 ? null : `${told}: the run after the next one still writes`;
}

describe.each(systems)('a first sync that is stopped at any call to %s', (system) => {
  it.each(['kill', 'cancel'] as const)(
    '(%s) is finished by the next run',
    async (ending) => {
      const moments = Array.from({ length: counts[system] }, (_, skip) => skip).flatMap((skip) =>
        (['hang-before', 'hang-after'] as const)
          // The first call fetches tokens; a pair that was issued to a lost run is lost with it, and needs a new log-in.
          .filter((act) => skip > 0 || act === 'hang-before')
          .map((act): Moment => ({ system, path: /./, skip, act })),
      );
      const problems: string[] = [];
      // Of the calls that both endings stop, each takes others.
      const waiting = [...sampleOf(moments, ending === 'kill' ? 0 : 1)];
      const worker = async (): Promise<void> => {
        for (let moment = waiting.shift(); moment !== undefined; moment = waiting.shift()) {
          const problem = await verdict(ending, moment);
          if (problem !== null) problems.push(problem);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      expect(problems).toEqual([]);
    },
    1_200_000,
  );
});
