import createClient from "openapi-fetch";
import { currentLanguage } from "../i18n";
import { Problem } from "./problem";
import type { paths } from "./schema";

/**
 * The typed API client. `no-cache` makes the browser ask each time with the ETag it holds: the usual answer to the
 * refresh every few seconds is an empty 304.
 */
export const api = createClient<paths>({ baseUrl: "/", cache: "no-cache" });

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLanguage());
  },
  async onResponse({ response }) {
    if (!response.ok) throw await Problem.from(response);
  },
  onError({ error }) {
    // fetch rejects with a TypeError when no server answers; an abort is not a problem and passes through.
    return error instanceof TypeError ? new Problem(0, "unreachable", "") : undefined;
  },
});

/** The body of an answer; refusals have already been thrown as a Problem. */
export async function bodyOf<Body>(
  answer: Promise<{ data?: Body; response: Response }>,
): Promise<Body> {
  const { data, response } = await answer;
  if (data === undefined) throw await Problem.from(response);
  return data;
}
