import { expect, test } from "vitest";
import { startSending } from "./testing.ts";

test("each place gets its card once", async () => {
  const app = await startSending();
  await app.plan(["a", "b", "c"]);
  await app.work();
  expect(app.posted).toEqual({ a: 1, b: 1, c: 1 });
  expect(await app.outcomes()).toEqual({ a: "sent", b: "sent", c: "sent" });
  expect(await app.state()).toBe("done");
});
