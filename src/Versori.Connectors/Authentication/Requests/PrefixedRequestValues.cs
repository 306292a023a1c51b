using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>What templates can say about a request, as <c>request.path</c> and its like: beside inputs of any name.</summary>
internal sealed class PrefixedRequestValues(HttpRequestMessage request, byte[]? body) : ITemplateValueSource
{
    private readonly RequestValues _values = new(request, body, timestamp: "");

    public static bool NeedBody(IEnumerable<string> names) =>
        RequestValues.NeedsBody(names.Where(RequestNames.Include).Select(name => name[RequestNames.Prefix.Length..]));

    public bool TryGet(string name, out TemplateValue value)
    {
        value = default;
        return RequestNames.Include(name) && _values.TryGet(name[RequestNames.Prefix.Length..], out value);
    }
}
