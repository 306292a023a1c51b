using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>The functions that a chat client can call in a conversation, by mode.</summary>
internal static class ChatFunctions
{
    public const string Draft = "read_draft", Add = "propose_endpoints", Remove = "propose_removal";
    public const string Webhooks = "propose_webhooks", Auth = "propose_auth", Scopes = "propose_scopes";
    public const string Setting = "propose_setting";

    private const string Why = """ "why": {"type": "string", "description": "For the person, few words"} """;

    private static readonly ModelTool[] Reading =
    [
        .. ModelTool.All.Where(tool => tool.Name is ModelTool.Search or ModelTool.Read or ModelTool.Neighbours),
        new(
            Draft,
            "Returns a connector's draft: chosen endpoints with reasons, auth methods, scopes, servers, questions, "
                + "proposals that wait.",
            "connector",
            ModelTool.Connector,
            "\"connector\""),
    ];

    private static readonly ModelTool[] Proposing =
    [
        new(
            Add,
            "Proposes to add endpoints of the source. Scopes and schemas follow by themselves.",
            "connector, endpoints, why",
            $"{ModelTool.Connector}, \"endpoints\": {ModelTool.Texts}, {Why}",
            "\"connector\", \"endpoints\", \"why\""),
        new(
            Remove,
            "Proposes to remove endpoints from the draft.",
            "connector, endpoints, why",
            $"{ModelTool.Connector}, \"endpoints\": {ModelTool.Texts}, {Why}",
            "\"connector\", \"endpoints\", \"why\""),
        new(
            Webhooks,
            "Proposes inbound webhooks of the source to receive, or of the draft to receive no longer.",
            "connector, add, remove, why",
            $"{ModelTool.Connector}, \"add\": {ModelTool.Texts}, \"remove\": {ModelTool.Texts}, {Why}",
            "\"connector\", \"why\""),
        new(
            Auth,
            "Proposes to authenticate only with these methods: ids of the source, or bearer, basic or x-api-key if the "
                + "person asks for one that the source does not declare.",
            "connector, methods, why",
            $"{ModelTool.Connector}, \"methods\": {ModelTool.Texts}, {Why}",
            "\"connector\", \"methods\", \"why\""),
        new(
            Scopes,
            "Proposes the scopes that an OAuth 2.0 method requests; all of them, from the source.",
            "connector, method, scopes, why",
            $"{ModelTool.Connector}, \"method\": {{\"type\": \"string\"}}, \"scopes\": {ModelTool.Texts}, {Why}",
            "\"connector\", \"scopes\", \"why\""),
        new(
            Setting,
            "Proposes another setting: title, description, check_endpoint (an id), server (one of the draft's), or "
                + "sharing (shared or perOwner).",
            "connector, name, value, why",
            $$"""
            {{ModelTool.Connector}}, "name": {"type": "string",
            "enum": ["title", "description", "check_endpoint", "server", "sharing"]},
            "value": {"type": "string"}, {{Why}}
            """,
            "\"connector\", \"name\", \"value\""),
    ];

    private static readonly ModelTool Question = ModelTool.All.First(tool => tool.Name == ModelTool.Ask);

    /// <summary>Returns the functions of a mode. Those of <see cref="ConversationMode.Ask"/> change nothing.</summary>
    public static IReadOnlyList<ModelTool> Of(ConversationMode mode) => mode switch
    {
        ConversationMode.Plan => [.. Reading, .. Proposing, Question],
        ConversationMode.Change => [.. Reading, .. Proposing],
        _ => Reading,
    };
}
