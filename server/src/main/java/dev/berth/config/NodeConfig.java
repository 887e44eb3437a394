package dev.berth.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `node.*`: the process.
///
/// @param id `node.id`, the name of this process among the nodes
/// @param data `node.data`, the directory of everything that the node keeps
/// @param bind `node.bind`, the literal addresses on which control and passive ports are opened
/// @param revisionPoll `node.revisionPoll`, how often the directory's revision is read, which heals a lost hint
/// @param eventLoops `node.eventLoops`, how many event loops; 0 is one per core
public record NodeConfig(String id, Path data, List<String> bind, Duration revisionPoll, int eventLoops) {

    public NodeConfig {
        bind = List.copyOf(bind);
    }
}
