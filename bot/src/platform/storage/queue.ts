/** A message that was taken: until it is removed it comes back when its visibility runs out. */
export type Message = { id: string; body: string; receipt: string; attempts: number };

/** What a feature may ask of Azure Storage Queue: at least once, in no promised order, 48 KB of text at most. */
export type Queue = {
  put(body: string, delayMs?: number): Promise<void>;
  /** The next visible messages, hidden from others for `hiddenMs`. */
  take(hiddenMs: number, most?: number): Promise<Message[]>;
  /** Hides a taken message for another `hiddenMs`, so that long work is not begun twice. */
  extend(message: Message, hiddenMs: number): Promise<Message>;
  remove(message: Message): Promise<void>;
};

export type Queues = { open(name: string): Queue };
