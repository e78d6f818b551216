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

/* The system's error number of the last write to the write-ahead log that failed, 0 when there was none. sqlite3_system_errno would be
   the place to ask, but a COMMIT that fails leaves nothing there; the log's own file handle knows. */
static inline int veles_log_write_error(sqlite3 *connection) {
    sqlite3_file *log = 0;
    int error = 0;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK) return 0;
    if (!log || !log->pMethods || !log->pMethods->xFileControl) return 0;
    return log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK ? error : 0;
}
