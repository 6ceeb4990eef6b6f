import type { AnnounceServices } from "../../flows/announce/services.ts";

/** Announcements for a person whose id begins with `staff`; nobody else may. */
export const fakeAnnounce: AnnounceServices = {
  consoleLink: async (_transaction, person) =>
    person.startsWith("staff")
      ? { kind: "made", url: "https://juchang.example/console/sign-in/once", minutes: 5 }
      : { kind: "not_staff" },
};
