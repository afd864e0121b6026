const later = async (): Promise<void> => {};
export const bad = (): void => {
  later();
};
