import type { TableClient, TransactionAction } from "@azure/data-tables";
import { keyOf, sameContents } from "#platform/storage/row.ts";
import { type Change, Conflict, type Key } from "#platform/storage/table.ts";
import { isRefusal } from "./azure-call.ts";
import { encoded, entityOf, historyWith, newOperation, parseEtag, type Read } from "./azure-entity.ts";

const rounds = 4;

type PipelinePolicy = Parameters<TableClient["pipeline"]["addPolicy"]>[0];

type Home<R extends Key> = {
  connect(): TableClient;
  read(key: Key): Promise<Read<R> | undefined>;
  abortSignal: AbortSignal;
};

/**
 * One transaction. Azure refuses it whole if a row to insert exists or one to remove is gone; where our contract lets
 * that pass, it is fitted to what is there and sent again.
 */
export async function sendBatch<R extends Key>(changes: readonly Change<R>[], home: Home<R>): Promise<void> {
  const operation = newOperation();
  let fitting = changes;
  for (let round = 0; round < rounds && fitting.length > 0; round++) {
    try {
      await submit(fitting, operation, home);
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    const found = await Promise.all(changes.map((change) => home.read(keyOf(change))));
    // One row of ours proves the whole transaction: its first attempt was done and only the answer was lost.
    if (found.some((one) => one?.history.includes(operation))) return;
    fitting = changes.flatMap((change, index) => fit(change, found[index]));
  }
  const [first] = fitting;
  if (first) throw new Conflict(keyOf(first));
}

/** The change in the form that Azure takes with this row in place: none, one, or Conflict. */
function fit<R extends Key>(change: Change<R>, found: Read<R> | undefined): Change<R>[] {
  const isAt = (etag: string) => found && parseEtag(found.row.etag).azureEtag === parseEtag(etag).azureEtag;
  if ("put" in change) return [change];
  if ("remove" in change) {
    if (!found) return [];
    if (change.remove.etag === undefined || isAt(change.remove.etag)) return [change];
  } else if ("replace" in change) {
    if (isAt(change.replace.etag)) return [change];
  } else {
    if (!found) return [change];
    // Written once more under its etag, so that it can't change before the rest of the batch is there.
    if (sameContents(found.row, change.insert))
      return [{ replace: { ...change.insert, etag: found.row.etag } }];
  }
  throw new Conflict(keyOf(change));
}

async function submit<R extends Key>(
  changes: readonly Change<R>[],
  operation: string,
  home: Home<R>,
): Promise<void> {
  const client = home.connect();
  const removals = changes.flatMap((change) => ("remove" in change ? [change.remove.etag] : []));
  // The SDK removes whatever is there (`If-Match: *`) and takes no etag, so the etags are put into the finished body,
  // in the order of the removals. No value can look like that header: values are JSON on one line.
  const policy: PipelinePolicy = {
    name: "etagsOfRemovals",
    sendRequest(request, next) {
      let index = 0;
      if (typeof request.body === "string")
        request.body = request.body.replace(/^(If-Match: )\*$/gim, (_, header: string) => {
          const etag = removals[index++];
          return header + (etag === undefined ? "*" : parseEtag(etag).azureEtag);
        });
      return next(request);
    },
  };
  // Before the request is signed, and its length told.
  client.pipeline.addPolicy(policy, { phase: "Serialize" });
  const actions = changes.map((change) => actionFor(change, operation));
  await client.submitTransaction(actions, { abortSignal: home.abortSignal });
}

function actionFor<R extends Key>(change: Change<R>, operation: string): TransactionAction {
  if ("remove" in change) return ["delete", encoded(change.remove)];
  if ("insert" in change) return ["create", entityOf(change.insert, historyWith(operation))];
  if ("put" in change) return ["upsert", entityOf(change.put, historyWith(operation)), "Replace"];
  const { replace } = change;
  const entity = entityOf(replace, historyWith(operation, replace.etag));
  return ["update", entity, "Replace", { etag: parseEtag(replace.etag).azureEtag }];
}
