/**
 * README.txt of a package, for a reader who has never seen the desk. The first line marks the file as a package: the
 * verifier looks for it.
 */
export function packageReadme(about: { readonly fingerprint: string; readonly published: string }): string {
  return `Export Desk evidence package

This file holds the record of one export control case: every step in order, the documents and
messages it rests on, and the proof that nothing was changed or left out afterwards.

READ      report.txt          the case in words
          entries/            one set of files per step; *.body.json says what happened
          blobs/              documents and messages, *.content as they were received
          replay/             the rules, list entries and policy that the answer was worked out from

CHECK     Install Node.js 20 or later (no network is needed afterwards), take verify.mjs out of this
          package or, better, get it from a source you trust, and run

              node verify.mjs PACKAGE.zip --key FINGERPRINT

          FINGERPRINT is the organization's key. Take it from where the organization publishes it:
          ${about.published}
          It should be ${about.fingerprint}
          but a forger can write that line too, so do not take it from here.

          The program ends with 0 if the package is intact, 1 if anything was changed or another key
          signed it, 2 if something is missing, 3 if the file is not a package.

          If you kept an earlier checkpoint of this log, add --checkpoint FILE: the log must go on
          from it.

LIMITS    What is withheld or shredded is listed in manifest.json; its place in the order is proved,
          its content is not shown. Whoever holds the signing key can write a false log from the start;
          only a checkpoint that somebody outside kept shows that.

checkpoint.txt and the proofs are in the C2SP checkpoint and RFC 6962 forms and can be checked with
other programs too.
`;
}
