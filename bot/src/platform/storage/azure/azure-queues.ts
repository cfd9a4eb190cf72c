import type { QueueClient } from "@azure/storage-queue";
import { checkBody, checkQueueName, countWithin, delayWithin } from "#platform/storage/message.ts";
import type { Queue, Queues } from "#platform/storage/queue.ts";
import { Conflict } from "#platform/storage/table.ts";
import { inTime, isRefusal, once } from "./azure-call.ts";

/** Queues of Azure Storage. Bodies are base64, since a message is XML; times are whole seconds, rounded up. */
export function azureQueues(connect: (name: string) => QueueClient): Queues {
  function open(name: string): Queue {
    checkQueueName(name);
    const client = connect(name);
    const create = once(() => inTime((abortSignal) => client.createIfNotExists({ abortSignal })));

    async function deed<T>(work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
      await create();
      return inTime(work);
    }

    return {
      async put(body, delayMs = 0) {
        checkBody(body);
        const text = Buffer.from(body).toString("base64");
        // Without end: the default of seven days would lose work over a long stop.
        const options = { visibilityTimeout: seconds(delayMs), messageTimeToLive: -1 };
        await deed((abortSignal) => client.sendMessage(text, { ...options, abortSignal }));
      },

      async take(hiddenMs, most = 1) {
        const options = {
          visibilityTimeout: Math.max(1, seconds(hiddenMs)),
          numberOfMessages: countWithin(most),
        };
        const taken = await deed((abortSignal) => client.receiveMessages({ ...options, abortSignal }));
        return taken.receivedMessageItems.map((item) => ({
          id: item.messageId,
          body: Buffer.from(item.messageText, "base64").toString(),
          receipt: item.popReceipt,
          attempts: item.dequeueCount,
        }));
      },

      async extend(message, hiddenMs) {
        const { id, receipt } = message;
        try {
          const { popReceipt } = await deed((abortSignal) =>
            client.updateMessage(id, receipt, undefined, seconds(hiddenMs), { abortSignal }),
          );
          return { ...message, receipt: popReceipt ?? receipt };
        } catch (error) {
          if (isLost(error)) throw new Conflict({ partitionKey: name, rowKey: id });
          throw error;
        }
      },

      async remove({ id, receipt }) {
        try {
          await deed((abortSignal) => client.deleteMessage(id, receipt, { abortSignal }));
        } catch (error) {
          if (!isLost(error)) throw error;
        }
      },
    };
  }

  return { open };
}

const seconds = (timeMs: number): number => Math.ceil(delayWithin(timeMs) / 1000);

/** The message is gone (404) or somebody else has taken it (400 PopReceiptMismatch). */
function isLost(error: unknown): boolean {
  return (
    isRefusal(error) || (error instanceof Error && "code" in error && error.code === "PopReceiptMismatch")
  );
}
