import { enableCompileCache } from "node:module";
import { sayAndExit } from "./last-words.ts";

// Most of the time to ready is compiling the SDKs: the cache halves it from the second start on.
enableCompileCache();
process.on("unhandledRejection", sayAndExit);
process.on("uncaughtException", sayAndExit);

try {
  const { readConfig } = await import("./config.ts");
  const { start } = await import("./start.ts");
  const server = await start(readConfig(process.env), process.env);

  const stop = async () => {
    // A second signal means it: leave at once.
    process.once("SIGINT", () => process.exit(130));
    await server.close();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  sayAndExit(error);
}
