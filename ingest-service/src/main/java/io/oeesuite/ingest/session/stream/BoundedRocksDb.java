package io.oeesuite.ingest.session.stream;

import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** All state stores of the process share one bounded piece of memory, however many partitions it has. */
@RegisterForReflection
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long TOTAL_BYTES = 64L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES = 4L << 20;

    /** Made by the first store: a native executable runs static initialisers when it is built, and what RocksDB gives then is worth nothing later. */
    private static Shared shared;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared().cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(shared().writeBuffers);
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // what is shared outlives each store
    }

    private static synchronized Shared shared() {
        if (shared == null) {
            shared = new Shared();
        }
        return shared;
    }

    private static final class Shared {
        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        Shared() {
            RocksDB.loadLibrary();
            cache = new LRUCache(TOTAL_BYTES);
            writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
        }
    }
}
