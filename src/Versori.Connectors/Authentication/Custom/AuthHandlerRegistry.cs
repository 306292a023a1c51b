namespace Versori.Connectors.Authentication.Custom;

/// <summary>
/// The handlers that the host has registered. If several have the same name and type, the last one is kept.
/// </summary>
internal sealed class AuthHandlerRegistry
{
    private readonly Dictionary<string, IAuthHandler> _handlers = new(StringComparer.Ordinal);

    public AuthHandlerRegistry(IEnumerable<NamedAuthHandler> handlers)
    {
        foreach (var (name, handler) in handlers)
        {
            if (_handlers.TryGetValue(name, out var other) && other.GetType() != handler.GetType())
            {
                throw new InvalidOperationException(
                    $"Two auth handlers are registered as '{name}': {other.GetType()} and {handler.GetType()}.");
            }

            _handlers[name] = handler;
        }
    }

    public IAuthHandler? Find(string name) => _handlers.GetValueOrDefault(name);

    public IAuthHandler For(CustomAuth method) => Find(method.Handler)
        ?? throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.NotSupported,
            Message = Missing(method),
            Location = method.Id,
        });

    public string Missing(CustomAuth method)
    {
        var registered = _handlers.Count == 0
            ? "none"
            : string.Join(", ", _handlers.Keys.Order(StringComparer.Ordinal));
        return $"The auth method '{method.Id}' needs the auth handler '{method.Handler}', which is not registered. "
            + $"Register it with AddAuthHandler. Registered handlers: {registered}.";
    }
}
