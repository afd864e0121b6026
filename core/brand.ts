declare const brand: unique symbol;

/** A string that only its validated constructor makes. */
export type Brand<Name extends string, Base = string> = Base & { readonly [brand]: Name };
