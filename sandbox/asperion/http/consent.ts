import { html } from 'hono/html';

/** The parameters of an authorize request, which the form sends along. */
const carried = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];

/** The page on which a person logs in and allows the application its access ("Yes, Allow", AS-login). */
export function consentPage(asked: URLSearchParams, clientId: string): Response {
  const hidden = carried
    .filter((name) => asked.has(name))
    .map((name) => html`<input type="hidden" name="${name}" value="${asked.get(name) ?? ''}">`);
  return page(
    200,
    html`<h1>Asperion sandbox</h1>
      <p>${clientId} asks for access to your administrations.</p>
      <form method="post" action="/connect/authorize">
        ${hidden}
        <label>User name <input name="username" autocomplete="username" required></label>
        <label>Password <input name="password" type="password" autocomplete="current-password"></label>
        <button name="decision" value="allow">Yes, Allow</button>
        <button name="decision" value="deny" formnovalidate>No, Do Not Allow</button>
      </form>`,
  );
}

/** The page for a request that cannot be sent back to an application. */
export function errorPage(error: string): Response {
  return page(400, html`<h1>Asperion sandbox</h1><p>${error}</p>`);
}

function page(status: number, body: unknown): Response {
  const text = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Asperion sandbox</title>${body}</html>`;
  return new Response(String(text), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
