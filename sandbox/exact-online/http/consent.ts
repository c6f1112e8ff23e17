import type { Response } from './answers.ts';
import { escapeXml } from './metadata.ts';
import type { Authority } from './oauth.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

function page(status: number, body: string): Response {
  const html = `<!doctype html><html lang="nl"><title>Exact Online (sandbox)</title>${body}</html>`;
  return { status, headers: HTML, body: html };
}

/** A public https address, not the machine itself (EX-login). */
function isPublic(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' && hostname !== 'localhost' && !/^127\.|^\[::1\]$/.test(hostname);
}

/**
 * `/api/oauth2/auth`: GET shows the consent page, POST of its form is the user's answer and redirects with `code` and
 * `state` (EX-login). Untrusted requests get an error page, never a redirect.
 */
export function answerConsent(authority: Authority, method: string, parameters: URLSearchParams): Response {
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (parameters.get('client_id') !== authority.app.clientId) return page(400, '<p>Onbekende app.</p>');
  if (!isPublic(redirectUri)) return page(400, '<p>De redirect-URI is niet toegestaan.</p>');
  const target = new URL(redirectUri);
  const state = parameters.get('state');
  if (state !== null) target.searchParams.set('state', state);
  if (parameters.get('response_type') !== 'code') return redirect(target, { error: 'unsupported_response_type' });
  if (method !== 'POST') return page(200, consentForm(parameters));
  if (parameters.get('consent') !== 'yes') return redirect(target, { error: 'access_denied' });
  return redirect(target, { code: authority.issueCode(redirectUri) });
}

function redirect(target: URL, answer: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.href }, body: '' };
}

function consentForm(parameters: URLSearchParams): string {
  const hidden = [...parameters].map(
    ([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`,
  );
  return (
    '<form method="post" action="/api/oauth2/auth"><p>Deze app vraagt toegang tot uw administratie.</p>' +
    `${hidden.join('')}<button name="consent" value="yes">Toestaan</button>` +
    '<button name="consent" value="no">Weigeren</button></form>'
  );
}
