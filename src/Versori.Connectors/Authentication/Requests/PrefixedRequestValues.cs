using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>
/// The values of a request for expressions, with the prefix <c>request.</c>, for example <c>request.path</c>. The
/// prefix distinguishes them from inputs.
/// </summary>
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
