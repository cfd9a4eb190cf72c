import { defineConfig } from "vitest/config";

const e2e = "bot/test/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "node_modules/.cache/tests.json" }]]
      : ["default"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{bot,tab,manifest,infra}/**/*.test.{ts,tsx}"],
          exclude: [e2e, "**/node_modules/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // One after the other: each has a server and a browser of its own, and people wait in it for real.
        test: { name: "e2e", include: [e2e], fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
