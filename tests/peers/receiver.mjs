// A receiver of webhooks as a customer would write one: it believes only what `standardwebhooks` verifies.
import { once } from "node:events";
import { createServer } from "node:http";

import { Webhook } from "standardwebhooks";

const patience = 60_000; // ms, for what is tried again after five seconds

/**
 * Listens on a port of its own, or on that of one that went away. `answer` gives the status of the reply to a message,
 * or nothing: then it never replies. `secret` is the one it knows; what that does not verify is kept apart.
 */
export async function receive({ answer = () => 204, port = 0, secret } = {}) {
  const told = [];
  const refused = [];
  const waiting = new Set();
  const receiver = { told, refused, answer, secret };

  const server = createServer(async (request, reply) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString();
    const id = request.headers["webhook-id"];
    let status;
    try {
      const event = new Webhook(receiver.secret).verify(body, request.headers);
      const message = { id, event, headers: request.headers };
      told.push(message);
      status = await receiver.answer(message, told.length);
    } catch (problem) {
      refused.push({ id, problem, headers: request.headers, body });
      status = 401;
    }
    for (const look of waiting) look();
    if (status) reply.writeHead(status).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  receiver.port = server.address().port;
  receiver.url = `http://127.0.0.1:${receiver.port}/hook`;
  /** Resolves once it holds of what was told. */
  receiver.until = (holds) =>
    new Promise((resolve, reject) => {
      const end = (settle) => {
        clearTimeout(timer);
        waiting.delete(look);
        settle();
      };
      const look = () => holds(told) && end(resolve);
      const timer = setTimeout(
        () =>
          end(() =>
            reject(
              new Error(
                `not told in time; so far ${told.length} messages, ${refused.length} refused`,
              ),
            ),
          ),
        patience,
      );
      waiting.add(look);
      look();
    });
  receiver.stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return receiver;
}
