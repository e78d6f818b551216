/* The limit for durable ingest: plain C that inserts the same rows into the same table and indexes, with the same settings and the
   same 1000 rows a transaction. The order by account is kept in the table account_deals, sorted in 20000 at a time as the appliance
   does it, because an index would cost either side many times more.
   Usage: baseline TENANT.DB ROWS; ROWS holds tab-separated values in the order of the columns below. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 26, TEXT_SYMBOL = 9, TEXT_COMMENT = 23, ROWS_PER_TRANSACTION = 1000, ROWS_PER_ORDERING = 20000 };

static void check(int status, int wanted, sqlite3 *db, const char *what) {
    if (status == wanted) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    FILE *file = fopen(argv[2], "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (fread(text, 1, size, file) != (size_t)size) return 1;
    text[size] = 0;
    fclose(file);

    sqlite3 *db;
    check(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, 0), SQLITE_OK, db, "open");
    check(sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;", 0, 0, 0), SQLITE_OK, db, "settings");
    sqlite3_stmt *insert;
    check(sqlite3_prepare_v2(db,
        "INSERT INTO deals (connection_id, deal, account_id, order_id, position_id, action, entry, reason, time, symbol, volume, price, profit, swap,"
        " commission, fee, price_sl, price_tp, price_requested, price_gateway, market_bid, market_ask, expert, comment, platform_action, modify_flags)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (connection_id, deal) DO NOTHING",
        -1, &insert, 0), SQLITE_OK, db, "prepare");

    sqlite3_stmt *order;
    check(sqlite3_prepare_v2(db,
        "INSERT INTO account_deals (account_id, time, deal, id) SELECT account_id, time, deal, id FROM deals WHERE id > ? ORDER BY account_id, time, deal, id",
        -1, &order, 0), SQLITE_OK, db, "prepare order");
    sqlite3_int64 ordered = 0;

    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    long rows = 0;
    char *cursor = text;
    while (*cursor) {
        if (rows % ROWS_PER_TRANSACTION == 0) check(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0), SQLITE_OK, db, "begin");
        for (int column = 0; column < COLUMNS; column++) {
            char *stop = cursor;
            while (*stop != '\t' && *stop != '\n') stop++;
            if (column == TEXT_SYMBOL || column == TEXT_COMMENT) sqlite3_bind_text(insert, column + 1, cursor, stop - cursor, SQLITE_STATIC);
            else sqlite3_bind_int64(insert, column + 1, strtoll(cursor, 0, 10));
            cursor = stop + 1;
        }
        check(sqlite3_step(insert), SQLITE_DONE, db, "insert");
        sqlite3_reset(insert);
        rows++;
        if (rows % ROWS_PER_ORDERING == 0) {
            sqlite3_bind_int64(order, 1, ordered);
            check(sqlite3_step(order), SQLITE_DONE, db, "order");
            sqlite3_reset(order);
            ordered = rows;
        }
        if (rows % ROWS_PER_TRANSACTION == 0) check(sqlite3_exec(db, "COMMIT", 0, 0, 0), SQLITE_OK, db, "commit");
    }
    if (rows % ROWS_PER_TRANSACTION) check(sqlite3_exec(db, "COMMIT", 0, 0, 0), SQLITE_OK, db, "commit");
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
    printf("%.0f\n", rows / seconds);
    sqlite3_finalize(insert);
    sqlite3_finalize(order);
    sqlite3_close(db);
    return 0;
}
