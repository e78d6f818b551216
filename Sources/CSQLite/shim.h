#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast that Swift does not import: one bound text copied, one kept by the caller until the step. */
static inline int veles_bind_text_copied(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}
static inline int veles_bind_text_kept(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_STATIC);
}
static inline int veles_bind_blob_copied(sqlite3_stmt *statement, int index, const void *bytes, int length) {
    return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
/* sqlite3_db_config is variadic. Defensive mode: no statement of ours can corrupt the file on purpose. */
static inline int veles_set_defensive(sqlite3 *connection, int on) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}
