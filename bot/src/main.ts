import { enableCompileCache } from "node:module";
import { sayAndExit } from "./fatal.ts";

// Most of the time to ready is compiling the SDKs: the cache halves it from the second start on.
enableCompileCache();
process.on("unhandledRejection", sayAndExit);
process.on("uncaughtException", sayAndExit);

// While starting there is nothing to close: the store bears it, and what was started goes with this process.
let close = async () => {};
const stop = async () => {
  // A second signal means it: leave at once.
  process.once("SIGINT", () => process.exit(130));
  await close();
  process.exit(0);
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);

try {
  const { readConfig } = await import("./config.ts");
  const { start } = await import("./start.ts");
  ({ close } = await start(readConfig(process.env), process.env));
} catch (error) {
  sayAndExit(error);
}
