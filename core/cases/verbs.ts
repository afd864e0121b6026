/** What a person can do with a case. Each is authorised again at the act. */
export type Verb =
  | "approve"
  | "approve-classification"
  | "override"
  | "confirm-override"
  | "ask"
  | "answer"
  | "correct"
  | "comment"
  | "escalate"
  | "reject"
  | "withdraw"
  | "reopen"
  | "judge-same"
  | "judge-different"
  | "remind"
  | "show-trace";
