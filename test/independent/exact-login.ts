import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';

/** The host that clients of Exact Online have built in. */
export const EXACT_HOST = 'https://start.exactonline.nl';

/** Where an app of these tests is sent back to. */
export const REDIRECT_URI = 'https://app.example.com/exact/connect';

/** The same address at the sandbox. Throws for an address of any other host: nothing may leave this machine. */
export function atSandbox(sandbox: ExactOnlineSandbox, address: string): string {
  if (!address.startsWith(`${EXACT_HOST}/`)) throw new RangeError(`Not an address of Exact Online: ${address}`);
  return sandbox.url + address.slice(EXACT_HOST.length);
}

/** Does what a person does at the login address of an app: opens it, allows access, and is sent back. Returns the code. */
export async function consent(sandbox: ExactOnlineSandbox, loginAddress: string): Promise<string> {
  const page = await fetch(atSandbox(sandbox, loginAddress));
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of (await page.text()).matchAll(/<input[^>]*name="([^"]*)" value="([^"]*)"/g)) {
    form.set(name, value.replaceAll('&amp;', '&'));
  }
  form.set('consent', 'yes');
  const answer = await fetch(`${sandbox.url}/api/oauth2/auth`, { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code');
  if (answer.status !== 302 || code === null) throw new Error(`No code was given: ${answer.status}`);
  return code;
}
