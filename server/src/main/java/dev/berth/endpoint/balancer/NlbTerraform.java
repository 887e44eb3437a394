package dev.berth.endpoint.balancer;

import java.util.stream.Collectors;

/// A network load balancer of AWS, which has a listener for each port.
final class NlbTerraform {

    /// The quota of AWS for one balancer.
    static final int MOST_LISTENERS = 50;

    private NlbTerraform() {}

    static String text(BalancedEndpoint endpoint) {
        String all = endpoint.nodes().stream()
                .map(node -> quoted(BalancedEndpoint.literal(node.address())))
                .collect(Collectors.joining(", "));
        var ports = new StringBuilder();
        endpoint.control().forEach(port -> ports.append("    \"%d\" = [%s]%n".formatted(port, all)));
        endpoint.nodes()
                .forEach(node -> endpoint.passivePorts(node)
                        .forEach(port -> ports.append("    \"%d\" = [%s]%n"
                                .formatted(port, quoted(BalancedEndpoint.literal(node.address()))))));
        String check = endpoint.health().isPresent()
                ? "protocol = \"HTTP\"\n    port     = \"%d\"\n    path     = \"/health/ready\""
                        .formatted(endpoint.health().get())
                : "protocol = \"TCP\"\n    port     = \"%d\""
                        .formatted(endpoint.control().getFirst());
        return """
                # Terraform, provider hashicorp/aws 5.81 or later.
                variable "vpc_id" { type = string }
                variable "subnets" { type = list(string) }

                locals {
                  # Which nodes serve a port.
                  ports = {
                %1$s  }
                  targets = merge([for port, nodes in local.ports : { for node in nodes : "${port}-${node}" => { port = port, node = node } }]...)
                }

                resource "aws_lb" "berth" {
                  name_prefix        = "berth-"
                  load_balancer_type = "network"
                  subnets            = var.subnets
                }

                resource "aws_lb_target_group" "berth" {
                  for_each           = local.ports
                  name               = trimsuffix(substr("berth-${each.key}-%2$s", 0, 32), "-")
                  port               = tonumber(each.key)
                  protocol           = "TCP"
                  target_type        = "ip"
                  vpc_id             = var.vpc_id
                  proxy_protocol_v2  = %3$s
                  preserve_client_ip = true
                  health_check {
                    %4$s
                  }
                }

                resource "aws_lb_target_group_attachment" "berth" {
                  for_each         = local.targets
                  target_group_arn = aws_lb_target_group.berth[each.value.port].arn
                  target_id        = each.value.node
                }

                resource "aws_lb_listener" "berth" {
                  for_each                 = local.ports
                  load_balancer_arn        = aws_lb.berth.arn
                  port                     = tonumber(each.key)
                  protocol                 = "TCP"
                  tcp_idle_timeout_seconds = 6000 # the most there is
                  default_action {
                    type             = "forward"
                    target_group_arn = aws_lb_target_group.berth[each.key].arn
                  }
                }
                """.formatted(ports, endpoint.name(), endpoint.proxied(), check);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
