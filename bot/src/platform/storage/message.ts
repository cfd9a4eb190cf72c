/*
 * Limits of Azure Storage Queue, the same in both homes: 64 KiB for a message, which is 48 KiB before base64; seven days
 * for a delay; 32 messages for a take (learn.microsoft.com, Put Message and Get Messages).
 */
const largestBody = 48 * 1024;
const longestDelayMs = 7 * 24 * 60 * 60 * 1000;
const mostMessages = 32;
const queueName = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;

export function checkQueueName(name: string): void {
  if (!queueName.test(name)) throw new RangeError(`"${name}" is no name for a queue.`);
}

export function checkBody(body: string): void {
  if (Buffer.byteLength(body) > largestBody)
    throw new RangeError(`A message is larger than ${largestBody} bytes.`);
}

export const delayWithin = (delayMs: number): number => Math.max(0, Math.min(delayMs, longestDelayMs));

export const countWithin = (most: number): number => Math.max(1, Math.min(most, mostMessages));
