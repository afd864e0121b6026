import { bom } from "./bom.ts";
import { toCommand } from "./calculation.ts";
import { backup, restore } from "./backup.ts";
import { classify } from "./calculations/classify.ts";
import { licence } from "./calculations/licence.ts";
import { match } from "./calculations/match.ts";
import { screen } from "./calculations/screen.ts";
import { transaction } from "./calculations/transaction.ts";
import { caseCcats, caseReport } from "./case-report.ts";
import { caseList, caseReplay, caseShow } from "./cases.ts";
import { slackManifestCommand, teamsPackageCommand } from "./app-packages.ts";
import type { Command } from "./command.ts";
import { configCheck } from "./config-check.ts";
import { digest } from "./digest.ts";
import { doctor } from "./doctor.ts";
import { evidenceExport, evidenceReplay, evidenceVerify } from "./evidence.ts";
import { itemsImport } from "./items-import.ts";
import { itemsDue, itemsFind, itemsHistory, itemsShow } from "./items.ts";
import { keysPublic, keysRotate, keysStatus } from "./keys.ts";
import { listsImport, listsStatus } from "./lists.ts";
import { rulesActivate } from "./rules-activate.ts";
import { rulesImport } from "./rules-import.ts";
import { rulesDiff } from "./rules-diff.ts";
import { rulesCheck } from "./rules-files.ts";
import { rulesSync } from "./rules-sync.ts";
import { rulesShow } from "./rules-show.ts";
import { rulesStatus } from "./rules-status.ts";
import { writeBackList, writeBackReplay, writeBackShow } from "./write-back.ts";
import { workList, workReplay } from "./work.ts";
import { usage } from "./usage.ts";

/** Every command of `desk`, in the order of `desk help`. */
export const COMMANDS: readonly Command[] = [
  toCommand(classify),
  toCommand(licence),
  toCommand(screen),
  toCommand(match),
  toCommand(transaction),
  bom,
  rulesShow,
  rulesStatus,
  rulesImport,
  rulesActivate,
  rulesSync,
  rulesCheck,
  rulesDiff,
  listsImport,
  listsStatus,
  itemsImport,
  itemsFind,
  itemsShow,
  itemsHistory,
  itemsDue,
  caseList,
  caseShow,
  caseReport,
  caseCcats,
  caseReplay,
  evidenceExport,
  evidenceVerify,
  evidenceReplay,
  digest,
  usage,
  writeBackList,
  writeBackShow,
  writeBackReplay,
  configCheck,
  doctor,
  keysPublic,
  keysStatus,
  keysRotate,
  backup,
  restore,
  workList,
  workReplay,
  slackManifestCommand,
  teamsPackageCommand,
];
