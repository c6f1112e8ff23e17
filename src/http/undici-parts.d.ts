// undici describes its parts in the types of its index only.
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}
declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  /** Called with `this` being a dispatcher. */
  export default function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions<null>,
  ): Promise<Dispatcher.ResponseData>;
}
declare module 'undici/lib/interceptor/retry.js' {
  import type { interceptors } from 'undici';

  const retry: typeof interceptors.retry;
  export default retry;
}
