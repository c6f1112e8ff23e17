import { z } from 'zod';
import { datedRows } from './dated-rows.ts';
import { plainText } from './schema-parts.ts';

interface Rows {
  readonly [key: string]: string | z.infer<typeof datedRows> | Rows;
}

/** `tables/NAME.yml` for editors and the reference; `readTable` checks the file, and its messages name the row. */
export const tableFile: z.ZodType<Rows> = z
  .record(
    z.string().meta({ pattern: '^\\S(.*\\S)?$' }),
    z.union([
      plainText.describe('The value that the key stands for.'),
      datedRows,
      z.lazy(() => tableFile).describe('The rows of the next level.'),
    ]),
  )
  .describe('Keys as the source has them, each with the value of the target, or with the rows of the next level.')
  .meta({ title: 'rows', examples: [{ NL: { '2': 'VH', '1': 'VL' } }] });
