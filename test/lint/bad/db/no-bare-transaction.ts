export const bad = (db: { transaction: (run: () => void) => void }): void => db.transaction(() => {});
