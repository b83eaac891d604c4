/** The port of every app's service, whatever the app itself listens on. */
export const servicePort = 80;
