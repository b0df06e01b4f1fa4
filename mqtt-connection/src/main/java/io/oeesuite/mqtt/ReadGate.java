package io.oeesuite.mqtt;

import java.util.ArrayDeque;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.ReferenceCountUtil;

/**
 * Back-pressure to the broker. When it closes, the socket is no longer read; messages of the last read wait here, other packets pass.
 *
 * <p>The Vert.x MQTT client has no such thing: it delivers whatever comes.
 */
final class ReadGate extends ChannelInboundHandlerAdapter {
    private final ArrayDeque<Object> held = new ArrayDeque<>();
    private final Runnable onRead;
    private ChannelHandlerContext context;
    private boolean open = true;

    /** @param onRead called after each read from the socket */
    ReadGate(Runnable onRead) {
        this.onRead = onRead;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object packet) {
        if (packet instanceof MqttPublishMessage && (!open || !held.isEmpty())) {
            held.add(packet);
            return;
        }
        from.fireChannelRead(packet);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        onRead.run();
        from.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        from.fireChannelInactive();
    }

    boolean isOpen() {
        return open;
    }

    void setOpen(boolean wanted) {
        if (open == wanted) {
            return;
        }
        open = wanted;
        if (!wanted) {
            context.channel().config().setAutoRead(false);
            return;
        }
        // not from within the acknowledgement that made room: its caller has not finished
        context.executor().execute(this::release);
    }

    private void release() {
        boolean any = !held.isEmpty();
        while (open && !held.isEmpty()) {
            context.fireChannelRead(held.poll());
        }
        if (any) {
            context.fireChannelReadComplete();
        }
        if (open) {
            context.channel().config().setAutoRead(true);
        }
    }
}
