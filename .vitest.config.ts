import { defineConfig } from "vitest/config";

const e2e = "bot/test/e2e/**/*.test.ts";
/** Those that look at a first start, with ports and an environment of its own. */
const starts = ["bot/test/e2e/platform/{playground,start}.test.ts"];

export default defineConfig({
  test: {
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "node_modules/.cache/tests.json" }]]
      : ["default"],
    // Ends what hangs. Nothing is measured by it: on a machine with other work all takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{bot,tab,manifest,infra}/**/*.test.{ts,tsx}"],
          exclude: [e2e, "**/node_modules/**"],
          // Vitest itself leaves a core to the terminal, which is half of a small machine.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // Three at a time: each has a server of its own and mostly a browser, which wait for each other.
        test: {
          name: "browser",
          globalSetup: "bot/test/e2e/harness/demo-snapshot.ts",
          include: [e2e],
          exclude: starts,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: "starts", include: starts, maxWorkers: 2, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
