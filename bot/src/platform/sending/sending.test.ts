import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { CardTooBig } from "#platform/teams/card.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import { broadcast, fakeTeams, monday, startSending, tenantId } from "./testing.ts";

const { id, group } = broadcast;
const tuesday = new Date("2026-11-24T08:00:00Z");
const numbered = (count: number) => Array.from({ length: count }, (_, number) => `place-${number}`);

test("each place gets its card once, and the broadcast is done", async () => {
  const app = await startSending();

  await app.plan(["a", "b", "c"]);
  await app.work();

  expect(app.posted).toEqual({ a: 1, b: 1, c: 1 });
  expect(await app.sender.find(tenantId, id)).toMatchObject({
    ...broadcast,
    state: "done",
    progress: { sent: 3, queued: 0 },
  });
  expect(await app.sender.target(tenantId, id, "a")).toMatchObject({
    outcome: "sent",
    messageId: "message-a",
  });
});

test("a broadcast to many places reaches each of them once, as does one whose places come one by one", async () => {
  const app = await startSending();
  async function* stream() {
    yield* numbered(3_000);
  }

  await app.sender.plan(broadcast, stream());
  await app.work();

  expect(Object.keys(app.posted)).toHaveLength(3_000);
  expect(new Set(Object.values(app.posted))).toEqual(new Set([1]));
  expect((await app.sender.find(tenantId, id))?.progress.sent).toBe(3_000);
}, 120_000);

test("planned twice is planned once, before and after it is sent", async () => {
  const app = await startSending();

  await Promise.all([app.plan(["a", "b"]), app.plan(["a", "b"])]);
  await app.work();
  await app.plan(["b", "a", "a"]);
  await app.work();

  expect(app.posted).toEqual({ a: 1, b: 1 });
  expect((await app.sender.find(tenantId, id))?.progress.sent).toBe(2);
});

test("more places may be added while it is sent and after it is done", async () => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.plan(["b"]);
  await app.work();
  await app.plan(["b", "c"]);
  expect(await app.state()).toBe("sending");
  await app.work();

  expect(app.posted).toEqual({ a: 1, b: 1, c: 1 });
  expect(await app.state()).toBe("done");
});

test("a broadcast for later waits for its time", async () => {
  const app = await startSending();
  await app.plan(["a"], { at: tuesday });
  await app.work();
  expect(await app.state()).toBe("scheduled");
  expect(await app.outcomes()).toEqual({ a: "scheduled" });

  app.setTime(tuesday);
  await app.pass(1);

  expect(await app.outcomes()).toEqual({ a: "sent" });
});

test.for([
  ["later", "2026-11-25T08:00:00Z"],
  ["sooner", "2026-11-23T12:00:00Z"],
] as const)(
  "what is scheduled and moved to %s goes out then, once, and not at its old time",
  async ([, time]) => {
    const app = await startSending();
    const at = new Date(time);
    await app.plan(numbered(40), { at: tuesday });
    await app.work();

    await app.sender.move(tenantId, id, at);
    await app.sender.move(tenantId, id, at);
    for (const moment of [tuesday, at].toSorted((one, other) => one.getTime() - other.getTime())) {
      app.setTime(new Date(moment.getTime() - 1_000));
      await app.work();
      expect(Object.keys(app.posted)).toHaveLength(moment <= at ? 0 : 40);
      app.setTime(moment);
      await app.pass(70);
      expect(Object.keys(app.posted)).toHaveLength(moment < at ? 0 : 40);
    }
    expect(new Set(Object.values(app.posted))).toEqual(new Set([1]));
    expect(await app.sender.find(tenantId, id)).toMatchObject({ at, state: "done" });
  },
);

test("what has begun, begins within a minute, or is cancelled can't be moved", async () => {
  const app = await startSending();
  await app.plan(["a"], { at: tuesday });
  const move = () => app.sender.move(tenantId, id, new Date("2026-11-26T08:00:00Z"));

  app.setTime(new Date(tuesday.getTime() - 30_000));
  await expect(move()).rejects.toThrow("sendingHasBegun");
  app.setTime(tuesday);
  await app.pass(1);
  await expect(move()).rejects.toThrow("sendingHasBegun");
  expect(app.posted).toEqual({ a: 1 });

  await app.plan(["a"], { id: "another", at: new Date("2026-11-27T08:00:00Z") });
  await app.sender.cancel(tenantId, "another");
  await expect(app.sender.move(tenantId, "another", new Date("2026-11-28T08:00:00Z"))).rejects.toThrow(
    "sendingHasBegun",
  );
});

test("broadcasts are listed by what they belong to, the newest first", async () => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.plan(["a"], { id: "second", at: tuesday });
  await app.plan(["a"], { id: "other", group: "surveys|1" });

  const listed = await app.sender.list(tenantId, group);

  expect(listed.map((each) => each.id)).toEqual(["second", id]);
  expect(await app.sender.list("another tenant", group)).toEqual([]);
  expect(await app.sender.find("another tenant", id)).toBeUndefined();
});

test.for(["blocked", "gone", "unknown"] as const)(
  "what is %s stays so until a person asks, and is then sent once more",
  async (outcome) => {
    const app = await startSending();
    app.next.push({ outcome });
    await app.plan(["a"]);
    await app.pass(120);
    expect(await app.outcomes()).toEqual({ a: outcome });
    expect(app.posted).toEqual({});
    expect(await app.state()).toBe("done");

    await app.sender.retry(tenantId, id, ["a"]);
    expect(await app.state()).toBe("sending");
    await app.work();

    expect(await app.outcomes()).toEqual({ a: "sent" });
    expect(app.posted).toEqual({ a: 1 });
    await expect(app.sender.retry(tenantId, id, ["a"])).rejects.toThrow("nothingToRetry");
    await expect(app.sender.retry(tenantId, id, ["b"])).rejects.toThrow("unknownPlace");
  },
);

test("where Teams asks to wait, all wait, and each card is posted once after it", async () => {
  const app = await startSending();
  app.next.push({ outcome: "later", afterMs: 60_000 });
  await app.plan(["a", "b"]);
  await app.work();
  const first = Object.keys(app.posted).length;

  await app.pass(59);
  await app.plan(["c"], { id: "second" });
  expect(Object.keys(app.posted)).toHaveLength(first);
  await app.pass(5);

  expect(app.posted).toEqual({ a: 1, b: 1, c: 1 });
  expect(await app.state()).toBe("done");
});

test("a place that can't be reached holds up nobody else", async () => {
  const app = await startSending();
  app.next.push({ outcome: "later", afterMs: 30_000, unreached: true });
  await app.plan(["a"]);
  await app.work();
  await app.plan(["b"], { id: "second" });
  await app.work();
  expect(app.posted).toEqual({ b: 1 });

  await app.pass(31);
  expect(app.posted).toEqual({ a: 1, b: 1 });
});

test("a place that has had seven cards in a second gets the eighth later", async () => {
  const app = await startSending();
  for (let number = 0; number < 8; number++) await app.plan(["a"], { id: `broadcast-${number}` });
  await app.work();
  expect(app.posted).toEqual({ a: 7 });

  await app.pass(3);
  expect(app.posted).toEqual({ a: 8 });
});

test("a place that is gone and one where nothing should be any more get nothing", async () => {
  const app = await startSending({
    draw: async (_, place) =>
      place.id === "b" ? undefined : { card: { type: "AdaptiveCard" }, summary: "" },
  });
  app.gone.add("a");
  await app.plan(["a", "b", "c"]);
  await app.work();

  expect(await app.outcomes()).toEqual({ a: "gone", b: "cancelled", c: "sent" });
  expect(await app.state()).toBe("done");
});

test("a card that can't be drawn holds up no other, is told of, and is tried again", async () => {
  let isBroken = true;
  const app = await startSending({
    async draw(_, place) {
      if (isBroken && place.id === "a") throw new Error("The template is broken.");
      return { card: { type: "AdaptiveCard" }, summary: "" };
    },
  });
  await app.plan(["a", "b"]);
  await app.work();
  expect(await app.outcomes()).toEqual({ a: "queued", b: "sent" });
  expect(app.failures).toEqual([new Error("The template is broken.")]);

  isBroken = false;
  await app.pass(31);
  expect(await app.outcomes()).toEqual({ a: "sent", b: "sent" });
});

test("a card that is too big for Teams is so at once and for good, and the place says why", async () => {
  let drawn = 0;
  const app = await startSending({
    async draw(_, place) {
      if (place.id !== "a") return { card: { type: "AdaptiveCard" }, summary: "" };
      drawn++;
      throw new CardTooBig(90_000);
    },
  });
  await app.plan(["a", "b"]);
  await app.work();
  app.setTime(tuesday);
  await app.work();

  expect(await app.outcomes()).toEqual({ a: "blocked", b: "sent" });
  expect(await app.sender.target(tenantId, id, "a")).toMatchObject({ reason: "tooBig" });
  expect(await app.state()).toBe("done");
  expect(drawn).toBe(1);
});

test("a card that can't be drawn for more than an hour is given up, and the place says why; it can be sent again", async () => {
  let isBroken = true;
  const app = await startSending({
    async draw() {
      if (isBroken) throw new Error("The template is broken.");
      return { card: { type: "AdaptiveCard" }, summary: "" };
    },
  });
  await app.plan(["a"]);
  for (const minute of [0, 1, 5, 20, 59, 150, 300]) {
    app.setTime(new Date(monday.getTime() + minute * 60_000));
    await app.work();
    expect([minute, await app.outcomes()]).toEqual([minute, { a: minute > 60 ? "blocked" : "queued" }]);
  }
  expect(await app.sender.target(tenantId, id, "a")).toMatchObject({ reason: "notDrawn" });
  expect(await app.state()).toBe("done");
  const tried = app.failures.length;
  app.setTime(tuesday);
  await app.work();
  expect(app.failures).toHaveLength(tried);

  isBroken = false;
  await app.sender.retry(tenantId, id, ["a"]);
  await app.work();
  expect(await app.outcomes()).toEqual({ a: "sent" });
});

test("a paused broadcast posts nothing until it is resumed", async () => {
  const app = await startSending();
  await app.plan(["a", "b"], { at: tuesday });
  await app.sender.pause(tenantId, id);
  app.setTime(tuesday);
  await app.pass(60);
  expect(app.posted).toEqual({});
  expect(await app.state()).toBe("paused");

  await app.sender.resume(tenantId, id);
  await app.work();
  expect(app.posted).toEqual({ a: 1, b: 1 });
});

test("paused in the middle, it stops before the next post, and then goes on where it was", async () => {
  const teams = fakeTeams();
  const { send } = teams.messenger;
  const app = await startSending({ teams });
  teams.messenger.send = async (place) => {
    if (Object.keys(teams.posted).length === 5) await app.sender.pause(tenantId, id);
    return send(place);
  };
  await app.plan(numbered(200));
  await app.work();

  const before = Object.keys(app.posted).length;
  expect(before).toBeGreaterThan(5);
  // Those that were claimed just then.
  expect(before).toBeLessThan(60);
  expect(await app.state()).toBe("paused");
  teams.messenger.send = send;
  await app.sender.resume(tenantId, id);
  await app.work();

  expect(Object.keys(app.posted)).toHaveLength(200);
  expect(new Set(Object.values(app.posted))).toEqual(new Set([1]));
});

test("what is cancelled before its post is never posted, and the rest is told as it is", async () => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.work();
  await app.plan(["b"]);
  await app.sender.cancel(tenantId, id);
  await app.plan(["c"]);
  await app.pass(60);

  expect(app.posted).toEqual({ a: 1 });
  expect(await app.outcomes()).toEqual({ a: "sent", b: "cancelled" });
  expect(await app.sender.find(tenantId, id)).toMatchObject({
    state: "cancelled",
    progress: { sent: 1, cancelled: 1 },
  });
});

test("what a crash cut off in a broadcast that was paused is settled when it is cancelled", async () => {
  const store = await openEmbedded(":memory:");
  const teams = fakeTeams();
  const { send } = teams.messenger;
  const [crashing, other] = await Promise.all([
    startSending({ store, teams }),
    startSending({ store, teams }),
  ]);
  const { promise: isPosting, resolve: begin } = Promise.withResolvers<void>();
  teams.messenger.send = () => {
    begin();
    return new Promise(() => undefined);
  };
  await crashing.plan(["a"]);
  void crashing.work();
  await isPosting;
  teams.messenger.send = send;
  await other.sender.pause(tenantId, id);
  await other.pass(120);
  expect(await other.outcomes()).toEqual({ a: "sending" });

  await other.sender.cancel(tenantId, id);
  await other.pass(120);
  expect(await other.outcomes()).toEqual({ a: "unknown" });
});

test("what was cancelled and is planned anew goes to the places named that never got it, and to no others", async () => {
  const app = await startSending();
  await app.plan(["has it"]);
  await app.work();
  await app.plan(["a", "b", "not named"]);
  await app.sender.cancel(tenantId, id);
  await app.pass(60);

  await app.sender.planAnew({ ...broadcast, by: "Bo" }, ["has it", "a", "b", "new"]);
  await app.work();
  expect(app.posted).toEqual({ "has it": 1, a: 1, b: 1, new: 1 });
  expect(await app.outcomes()).toMatchObject({ "not named": "cancelled" });
  expect(await app.sender.find(tenantId, id)).toMatchObject({ state: "done", by: "Bo" });

  await app.sender.planAnew(broadcast, ["not named", "a"]);
  await app.work();
  expect(app.posted).toEqual({ "has it": 1, a: 1, b: 1, new: 1, "not named": 1 });
});

test("planned anew straight after it was cancelled, a broadcast reaches each of its many places once", async () => {
  const teams = fakeTeams();
  const { send } = teams.messenger;
  const app = await startSending({ teams });
  teams.messenger.send = async (place) => {
    if (Object.keys(teams.posted).length === 5) {
      teams.messenger.send = send;
      await app.sender.pause(tenantId, id);
      await app.sender.cancel(tenantId, id);
      await app.sender.planAnew(broadcast, numbered(200));
    }
    return send(place);
  };
  await app.plan(numbered(200));
  await app.pass(60);

  expect(Object.keys(app.posted)).toHaveLength(200);
  expect(new Set(Object.values(app.posted))).toEqual(new Set([1]));
  expect(await app.state()).toBe("done");
});

test("what may have been posted before it was cancelled is not posted by planning it anew", async () => {
  const app = await startSending();
  app.next.push({ outcome: "unknown" });
  await app.plan(["a"]);
  await app.work();
  await app.plan(["b"]);
  await app.sender.cancel(tenantId, id);

  await app.sender.planAnew(broadcast, ["a", "b"]);
  await app.work();

  expect(app.posted).toEqual({ b: 1 });
  expect(await app.outcomes()).toEqual({ a: "unknown", b: "sent" });
});

test("where nothing should be drawn at first, it is when it is planned anew", async () => {
  let isWanted = false;
  const draw = async () => (isWanted ? { card: { type: "AdaptiveCard" } as const, summary: "" } : undefined);
  const app = await startSending({ draw });
  await app.plan(["a"]);
  await app.work();
  expect(await app.outcomes()).toEqual({ a: "cancelled" });

  isWanted = true;
  await app.sender.planAnew(broadcast, ["a"]);
  await app.work();
  expect(app.posted).toEqual({ a: 1 });
});

test("what is done can't be cancelled: more places may still be added to it", async () => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.work();

  await app.sender.cancel(tenantId, id);
  await app.plan(["b"]);
  await app.work();

  expect(app.posted).toEqual({ a: 1, b: 1 });
});

test("a forgotten group leaves nothing behind, and another group keeps what it has", async () => {
  const store = await openEmbedded(":memory:");
  const app = await startSending({ store });
  await app.plan(numbered(150));
  await app.plan(["a"], { id: "other", group: "coffee|2" });
  await app.work();

  await app.sender.forget(tenantId, group);
  await app.sender.forget(tenantId, group);
  await app.pass(60);

  expect(await app.sender.find(tenantId, id)).toBeUndefined();
  expect(await app.sender.list(tenantId, group)).toEqual([]);
  expect(await app.outcomes("other")).toEqual({ a: "sent" });
  // A broadcast of that name finds no trace of the first.
  await app.plan([]);
  expect(await app.outcomes()).toEqual({});
  expect((await app.sender.find(tenantId, id))?.progress.sent).toBe(0);
});

test("what is asked of an unknown broadcast is refused", async () => {
  const { sender } = await startSending();
  for (const deed of [sender.pause, sender.resume, sender.cancel, sender.update])
    await expect(deed(tenantId, "nobody")).rejects.toThrow("notFound");
  await expect(sender.retry(tenantId, "nobody", ["a"])).rejects.toThrow("notFound");
});

test.for(["done", "paused", "cancelled"] as const)(
  "the cards of a broadcast that is %s are replaced",
  async (state) => {
    const app = await startSending();
    await app.plan(["a"]);
    await app.work();
    await app.plan(["c"]);
    if (state === "paused") await app.sender.pause(tenantId, id);
    if (state === "cancelled") await app.sender.cancel(tenantId, id);

    await app.sender.update(tenantId, id);
    await app.work();
    await app.sender.update(tenantId, id);
    await app.work();

    expect(app.updated).toEqual(state === "done" ? { a: 2, c: 1 } : { a: 2 });
  },
);

test.for<[Delivery, number]>([
  [{ outcome: "later", afterMs: 5_000 }, 6],
  [{ outcome: "unknown" }, 31],
])("a card whose replacement is %o is replaced later", async ([delivery, afterSeconds]) => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.work();
  app.next.push(delivery);

  await app.sender.update(tenantId, id);
  await app.work();
  expect(app.updated).toEqual({});
  await app.pass(afterSeconds);

  expect(app.updated).toEqual({ a: 1 });
  expect(await app.outcomes()).toEqual({ a: "sent" });
});

test("a card that is gone is not replaced again", async () => {
  const app = await startSending();
  await app.plan(["a"]);
  await app.work();
  app.next.push({ outcome: "gone" });

  await app.sender.update(tenantId, id);
  await app.pass(90);

  expect(app.updated).toEqual({});
  expect(app.next).toEqual([]);
});

test("a post whose answer comes too late is known to have arrived", async () => {
  const store = await openEmbedded(":memory:");
  const teams = fakeTeams();
  const { send } = teams.messenger;
  const [slow, other] = await Promise.all([startSending({ store, teams }), startSending({ store, teams })]);
  const meanwhile: unknown[] = [];
  teams.messenger.send = async (place) => {
    other.setTime(new Date(monday.getTime() + 30_000));
    await other.putAgain("a");
    await other.work();
    meanwhile.push(await other.outcomes());
    return send(place);
  };

  await slow.plan(["a"]);
  await slow.work();

  expect(meanwhile).toEqual([{ a: "unknown" }]);
  expect(await slow.outcomes()).toEqual({ a: "sent" });
  expect(teams.posted).toEqual({ a: 1 });
});

test("two engines on one store post each card once", async () => {
  const store = await openEmbedded(":memory:");
  const teams = fakeTeams();
  const engines = await Promise.all([startSending({ store, teams }), startSending({ store, teams })]);

  await engines[0].plan(numbered(300));
  await Promise.all(engines.map((engine) => engine.work()));

  expect(Object.keys(teams.posted)).toHaveLength(300);
  expect(new Set(Object.values(teams.posted))).toEqual(new Set([1]));
  expect(await engines[1].state()).toBe("done");
});
