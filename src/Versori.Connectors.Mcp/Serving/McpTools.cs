using System.Globalization;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Functions;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Mcp.Approval;

namespace Versori.Connectors.Mcp.Serving;

/// <summary>Lists and calls the tools of one server.</summary>
internal sealed class McpTools(
    AgentCatalogs catalogs, McpConnectorOptions options, StateSeal seal, OpenPages pages)
{
    private const int PageSize = 200;

    // Earlier revisions have an error for this (URL elicitation, -32042).
    private const string FirstWithInputRequests = "2026-07-28";

    /// <summary>Lists the tools.</summary>
    public async ValueTask<ListToolsResult> ListAsync(string? cursor, CancellationToken cancellationToken)
    {
        var catalog = await CatalogAsync(cancellationToken).ConfigureAwait(false);
        var start = 0;
        var isKnown = cursor is null
            || int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out start);
        if (!isKnown)
            throw new McpProtocolException("The cursor is not one of this server.", McpErrorCode.InvalidParams);
        return new()
        {
            Tools = [.. catalog.Tools.Skip(start).Take(PageSize).Select(ToolOf)],
            NextCursor = start + PageSize < catalog.Tools.Count
                ? (start + PageSize).ToString(CultureInfo.InvariantCulture)
                : null,
        };
    }

    /// <summary>Calls a tool; <see langword="null"/> if there is no such tool.</summary>
    public async ValueTask<CallToolResult?> CallAsync(
        CallToolRequestParams call, McpServer server, Owner owner, CancellationToken cancellationToken)
    {
        var catalog = await CatalogAsync(cancellationToken).ConfigureAwait(false);
        if (catalog.Find(call.Name) is not { } tool) return null;
        var arguments = ArgumentsOf(call);
        var text = AgentJson.Text(arguments);
        var fingerprint = StateSeal.Fingerprint(owner, tool.Name, text);
        var endpoint = tool.EndpointOf(arguments);
        var isApproved = false;
        if (!tool.Traits.IsRead && endpoint is not null)
        {
            if (options.Writes == McpWriteApproval.Refuse) return ResultOf(Refused("This server does not write."));
            if (options.Writes == McpWriteApproval.Confirm)
            {
                if (Confirm(call, server.ClientCapabilities, endpoint, text, fingerprint) is { } refusal)
                    return ResultOf(refusal);
                isApproved = true;
            }
        }

        var result = await tool.CallAsync(arguments, owner, cancellationToken).ConfigureAwait(false);
        if (result is { SignIn: { } signIn, Link: { } link })
        {
            var state = isApproved ? seal.Seal(Stage.Approved, fingerprint) : null;
            AskToSignIn(call, server, Elicitations.Page(endpoint, link), signIn, state);
        }

        return ResultOf(result);
    }

    // Returns the refusal; null if the person has allowed the call.
    private ToolResult? Confirm(
        CallToolRequestParams call,
        ClientCapabilities? client,
        AgentEndpoint endpoint,
        string arguments,
        string fingerprint)
    {
        var stage = seal.Open(call.RequestState, fingerprint);
        if (stage == Stage.Approved) return Use(call.RequestState!);
        if (stage == Stage.Asked && call.InputResponses?.TryGetValue(Elicitations.Approve, out var response) == true)
        {
            return Elicitations.IsApproved(response)
                ? Use(call.RequestState!)
                : Refused("The user declined. Nothing was sent.");
        }

        if (!Elicitations.SupportsForm(client))
        {
            return Refused(
                "Writes need the approval of a person, and this client cannot ask one (elicitation). "
                + "Nothing was sent.");
        }

        throw new InputRequiredException(
            new Dictionary<string, InputRequest>(StringComparer.Ordinal)
            {
                [Elicitations.Approve] =
                    InputRequest.ForElicitation(Elicitations.Confirmation(endpoint, arguments)),
            },
            seal.Seal(Stage.Asked, fingerprint));
    }

    // What a person allowed is sent once, also if the client repeats its request.
    private ToolResult? Use(string state) =>
        seal.Use(state) ? null : Refused("This approval was used. Nothing more was sent.");

    // Does nothing if the client cannot open pages, or has just been asked to: the result then has the link.
    private void AskToSignIn(
        CallToolRequestParams call,
        McpServer server,
        ElicitRequestParams page,
        ConnectLinkRequest signIn,
        string? state)
    {
        if (!Elicitations.SupportsUrl(server.ClientCapabilities)) return;
        if (call.InputResponses?.ContainsKey(Elicitations.SignIn) == true) return;
        if (string.CompareOrdinal(server.NegotiatedProtocolVersion, FirstWithInputRequests) >= 0)
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest>(StringComparer.Ordinal)
                {
                    [Elicitations.SignIn] = InputRequest.ForElicitation(page),
                },
                state);
        }

        pages.Add(page.ElicitationId!, signIn, server);
        throw new UrlElicitationRequiredException(page.Message, [page]);
    }

    private async ValueTask<AgentCatalog> CatalogAsync(CancellationToken cancellationToken)
    {
        var tools = options.Writes == McpWriteApproval.Refuse
            ? options.Tools with { IncludesWrites = false }
            : options.Tools;
        return await catalogs.GetAsync([.. options.Templates], tools, cancellationToken).ConfigureAwait(false);
    }

    private static ToolResult Refused(string message) => ToolErrors.Of("approval_required", message);

    private static JsonObject ArgumentsOf(CallToolRequestParams call)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in call.Arguments?.AsEnumerable() ?? []) arguments[name] = AgentJson.Node(value);
        return arguments;
    }

    private static Tool ToolOf(AgentTool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = tool.Schema,
        Annotations = new()
        {
            ReadOnlyHint = tool.Traits.IsRead,
            DestructiveHint = tool.Traits.IsDestructive,
            IdempotentHint = tool.Traits.IsIdempotent,
            OpenWorldHint = tool.IsOpenWorld,
        },
    };

    private static CallToolResult ResultOf(ToolResult result) => new()
    {
        Content = [new TextContentBlock { Text = AgentJson.Text(result.Content) }],
        IsError = result.IsError,
    };

    /// <summary>What has been done for a call.</summary>
    private static class Stage
    {
        public const string Asked = "asked", Approved = "approved";
    }
}
