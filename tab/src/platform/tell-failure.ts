/** Tells a failure, and leaves it one: for what waits for the promise too, such as the message that offers an undo. */
export const tellingFailure = <Result>(
  promise: Promise<Result>,
  tell: (error: Error) => void,
): Promise<Result> =>
  promise.catch((error: Error) => {
    tell(error);
    throw error;
  });
