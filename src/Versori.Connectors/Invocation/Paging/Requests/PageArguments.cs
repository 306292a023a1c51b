using System.Globalization;

namespace Versori.Connectors.Invocation;

/// <summary>The arguments of a page: those of the caller, and those that every page has.</summary>
internal static class PageArguments
{
    /// <summary>Returns a copy of the arguments, with the fixed ones and those that the endpoint requires.</summary>
    public static EndpointArguments Of(
        EndpointArguments? arguments, ConnectorEndpoint endpoint, PagingRule rule, int? size)
    {
        var all = new EndpointArguments();
        foreach (var (name, value) in arguments ?? []) all[name] = value;
        foreach (var (name, value) in rule.Paging.Arguments)
        {
            if (!IsGiven(all, name)) all[name] = Typed(value, ParameterOf(endpoint, name));
        }

        // The position and the size are set when the request exists. A required parameter needs a value before that.
        var first = rule.Start ?? rule.Found.Kind switch
        {
            PagingPlaceKind.Count => "0",
            PagingPlaceKind.Page => "1",
            _ => null,
        };
        AddRequired(all, endpoint, rule.Goes, first);
        var items = size ?? rule.Paging.MaximumSize;
        if (rule.Size is { } place) AddRequired(all, endpoint, place, items?.ToString(CultureInfo.InvariantCulture));
        var hasBody = all.Any(argument => ParameterOf(endpoint, argument.Key) is null);
        if (endpoint.RequestBody?.Required == true && !hasBody)
            all["body"] = new Dictionary<string, object?>(StringComparer.Ordinal);
        return all;
    }

    private static void AddRequired(
        EndpointArguments all, ConnectorEndpoint endpoint, PagingPlace place, string? value)
    {
        if (value is null || place.Kind is not (PagingPlaceKind.Query or PagingPlaceKind.Header)) return;
        if (ParameterOf(endpoint, place.Name) is not { Required: true } parameter) return;
        if (!IsGiven(all, place.Name)) all[place.Name] = Typed(value, parameter);
    }

    private static bool IsGiven(EndpointArguments all, string name) =>
        all.Any(argument => argument.Value is not null && Unqualified(argument.Key) == Unqualified(name));

    private static EndpointParameter? ParameterOf(ConnectorEndpoint endpoint, string name) =>
        endpoint.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? endpoint.Parameters.FirstOrDefault(parameter => parameter.Name == Unqualified(name));

    private static string Unqualified(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["path.", "query.", "header.", "cookie.", "body."])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return name[prefix.Length..];
        }

        return name;
    }

    // A number or boolean keeps its type, unless the parameter is text.
    private static object Typed(string value, EndpointParameter? parameter)
    {
        var root = parameter?.Schema?.Root;
        var isText = root is { ValueKind: System.Text.Json.JsonValueKind.Object } schema
            && schema.TryGetProperty("type", out var type)
            && type.ValueKind == System.Text.Json.JsonValueKind.String
            && type.ValueEquals("string");
        if (isText) return value;
        if (value is "true" or "false") return value == "true";
        return PagingRule.TryNumber(value) is { } number ? number : value;
    }
}
