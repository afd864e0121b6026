/** Where the jobs are in Redis. Desks that share a server need a database number each (`redis://host/1`). */
export const PREFIX = "desk";
export const QUEUE = "work";
