// Placeholder module; the client script for hosts is added with connect sessions.
export {};
