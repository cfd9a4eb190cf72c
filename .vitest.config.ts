import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{bot,tab,manifest,infra}/**/*.test.{ts,tsx}"],
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "node_modules/.cache/tests.json" }]]
      : ["default"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
