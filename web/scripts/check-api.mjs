// Fails when src/lib/api/schema.d.ts is not what `npm run generate` makes of ../api/openapi.json.
import { existsSync, readFileSync } from "node:fs";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";

const document = new URL("../../api/openapi.json", import.meta.url);
const committed = new URL("../src/lib/api/schema.d.ts", import.meta.url);

if (!existsSync(document)) {
  console.log("api/openapi.json does not exist yet: the API types are not checked.");
} else {
  const fresh = COMMENT_HEADER + astToString(await openapiTS(document));
  const normal = (text) => text.replace(/\s+/g, " ").trim();
  if (normal(fresh) !== normal(readFileSync(committed, "utf8"))) {
    console.error(
      "src/lib/api/schema.d.ts is stale: run `npm run generate` and commit the result.",
    );
    process.exit(1);
  }
}
