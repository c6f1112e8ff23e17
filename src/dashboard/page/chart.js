import { byId, details, element, table } from './element.js';
import { say } from './said.js';

/** Charts by Chart.js. Each has its numbers as a table below it, for those who do not see it. */

const drawn = new Map();

/** A colour of the style sheet as the browser shows it now, in light or in dark. */
function colour(name) {
  const probe = element('span', '');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The names of colours for causes, codes and systems, one after the other. */
export const TONES = ['tone-1', 'tone-2', 'tone-3', 'tone-4', 'tone-5', 'tone-6', 'tone-7', 'tone-8'];
export const toneOf = (place) => TONES[place % TONES.length];

const datasetOf = ({ title, values, tone, stack }, kind) => ({
  label: title,
  data: values,
  backgroundColor: colour(tone),
  borderColor: kind === 'line' ? colour(tone) : colour('paper'),
  borderWidth: kind === 'line' ? 2 : { top: 1 },
  pointRadius: values.length > 40 ? 0 : 3,
  ...(stack === undefined ? {} : { stack }),
});

function optionsFor(kind, format, axis) {
  const isStacked = kind === 'bar';
  const ticks = { color: colour('quiet') };
  const grid = { color: colour('line') };
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: { stacked: isStacked, ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false } },
      y: {
        stacked: isStacked,
        beginAtZero: true,
        ticks: { ...ticks, precision: 0, maxTicksLimit: 6, callback: axis },
        grid,
      },
    },
    plugins: {
      legend: { position: 'bottom', labels: { color: colour('text'), boxWidth: 14, boxHeight: 14 } },
      tooltip: {
        filter: ({ raw }) => raw !== 0 && raw !== null,
        callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${format(raw)}` },
      },
    },
  };
}

/**
 * Draws a chart into a section below its title, in the place of what was there: `said` is what it shows in a sentence, `labels` name the bars,
 * `series` hold the values, `format` writes one, and `axis` one beside the chart. `first` names what the labels are. `more` stands below the chart.
 */
export function drawChart(id, { said, first, labels, series, format, axis = format, kind = 'bar', more = [] }) {
  drawn.get(id)?.destroy();
  drawn.delete(id);
  const section = byId(id);
  const title = section.firstElementChild;
  const sentence = element('p', '', said);
  sentence.id = `${id}-said`;
  section.replaceChildren(title, sentence, ...more);
  if (labels.length === 0 || series.length === 0) return;
  const canvas = element('canvas', '');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-labelledby', title.id);
  canvas.setAttribute('aria-describedby', sentence.id);
  const numbers = () => {
    const rows = labels.map((label, place) => [label, ...series.map(({ values }) => format(values[place]))]);
    const places = series.map((_, place) => place + 1);
    return table(say('numbersOf', title.textContent), [first, ...series.map((one) => one.title)], rows, places);
  };
  sentence.after(element('div', '', element('div', 'chart', canvas), details(say('numbers'), numbers)));
  const datasets = series.map((one) => datasetOf(one, kind));
  drawn.set(id, new Chart(canvas, { type: kind, data: { labels, datasets }, options: optionsFor(kind, format, axis) }));
}
