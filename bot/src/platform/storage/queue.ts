/** A message that was taken: until it is removed it comes back when its visibility runs out. */
export type Message = { id: string; body: string; receipt: string; attempts: number };

/**
 * What a feature may ask of Azure Storage Queue: at least once, in no promised order, 48 KiB of text at most. Times are
 * rounded up to seconds in Azure, and cut to seven days: work for later than that must look at the clock when it comes.
 */
export type Queue = {
  put(body: string, delayMs?: number): Promise<void>;
  /** The next visible messages, one unless more are asked for, at most 32; hidden from others for `hiddenMs`. */
  take(hiddenMs: number, most?: number): Promise<Message[]>;
  /** Hides a taken message for another `hiddenMs`, so that long work is not begun twice; Conflict if it is lost to another. */
  extend(message: Message, hiddenMs: number): Promise<Message>;
  /** Removing what is gone or was taken by another is no error. */
  remove(message: Message): Promise<void>;
};

export type Queues = { open(name: string): Queue };
