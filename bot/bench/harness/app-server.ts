import { join } from "node:path";
import { wallClock } from "#platform/jobs/clock.ts";
import { openStore } from "#platform/storage/open.ts";
import type { StoreSettings } from "#platform/storage/store.ts";
import { createPlaces } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { startIn } from "#start.ts";
import { say, settingsGiven } from "./child.ts";
import { pause } from "./measure.ts";

export type AppSettings = {
  folder: string;
  botId: string;
  tabClientId: string;
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  serviceUrl: string;
  places: Place[];
  /** The folder's own, unless told otherwise. */
  store?: StoreSettings;
};

/** By then it has loaded what it loads after its start. */
const loadedAfterMs = 2_000;

/* The whole app as it runs in production, but with the embedded store and a Teams of the bench's. */

const settings = settingsGiven<AppSettings>();
const { folder, botId, tenantId, serviceUrl, issuer, metadataUrl } = settings;
const store = settings.store ?? { kind: "embedded", folder };

if (settings.places.length > 0) {
  const opened = await openStore(store);
  const places = createPlaces(opened.tables, wallClock);
  await Promise.all(settings.places.map((place) => places.remember(place)));
  await opened.close();
}

const started = await startIn(
  {
    host: "127.0.0.1",
    tabLink: (page) => `https://teams.example/tab${page}`,
    messageLink: (_place, messageId) => `https://teams.example/${messageId}`,
    openLink: (path) => `https://app.example/open${path}`,
    store,
    keys: { kind: "files", folder: join(folder, "keys") },
    bot: {
      botId,
      tenantIds: [tenantId],
      serviceUrls: [serviceUrl],
      issuer,
      metadataUrl,
      credentials: async () => ({ signRequest: async (request) => request }),
    },
    tab: {
      clientId: settings.tabClientId,
      host: "puls.example",
      tenantIds: [tenantId],
      issuerOf: () => issuer,
      metadataUrlOf: () => metadataUrl,
      adminIds: [],
      organiserIds: [],
      readerIds: [],
    },
    log: createLog(),
  },
  { port: 0, behindProxy: false },
);
await pause(loadedAfterMs);
say({ url: started.url });

process.once("SIGTERM", async () => {
  await started.close();
  process.exit(0);
});
