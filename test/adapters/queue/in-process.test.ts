import { createDispatcher } from "../../../adapters/queue/in-process.ts";
import { dispatcherContract } from "../../contracts/dispatcher.ts";

dispatcherContract("in process", createDispatcher);
