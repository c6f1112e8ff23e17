import { parseJsonExact } from '../../http/json.ts';
import { shortened } from '../refusals.ts';
import { isObject } from './rows.ts';

/**
 * The system's own sentences in an error body (AS-errors), joined with `; `, or null for a body that holds none. Validation
 * errors come with the name of their field; `title` is left out when something says more.
 */
export function readProblem(text: string): string | null {
  const body = parseJsonExact(text);
  if (!isObject(body)) return null;
  const errors = isObject(body.errors) ? Object.entries(body.errors) : [];
  const sentences = errors.flatMap(([field, messages]) =>
    (Array.isArray(messages) ? messages : [messages])
      .filter((message) => typeof message === 'string')
      .map((message) => (message.includes(field) || field === '' ? message : `${field}: ${message}`)),
  );
  const detail = typeof body.detail === 'string' ? [body.detail] : [];
  const said = [...detail, ...sentences].map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
  if (said.length > 0) return shortened(said.join('; '));
  return typeof body.title === 'string' && body.title !== '' ? shortened(body.title) : null;
}
