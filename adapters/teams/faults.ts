import { AdapterFault } from "../../core/ports/messenger.ts";

/** Any error of a call as an AdapterFault. What is not ours (a fault of the SDK) is worth another try, and says so. */
export const toAdapterFault = (error: unknown): AdapterFault =>
  error instanceof AdapterFault ? error : new AdapterFault("sdk-fault", false);
