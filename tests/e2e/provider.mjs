// A provider of OpenID Connect to sign in with: the npm package oidc-provider on a free port, with its own pages.
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const library = new URL("../../web/node_modules/oidc-provider/lib/index.js", import.meta.url);
const { Provider } = await import(library);

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" };
}

/** `accounts`: claims by the name one signs in with; they may change while it runs. */
export async function serveProvider(accounts, returnAddress) {
  const client = { id: "tandem", secret: "s&cret for tandem" };
  let answer;
  const server = createServer((request, response) => answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;

  const useKey = (key) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [returnAddress],
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ["for the test"] },
      pkce: { required: () => true },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
      findAccount: (_, id) =>
        accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
    });
    answer = provider.callback();
  };
  useKey(signingKey());
  return {
    issuer,
    client,
    /** From now on only a new key signs, and only that one is published. */
    rotateKeys: () => useKey(signingKey()),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
