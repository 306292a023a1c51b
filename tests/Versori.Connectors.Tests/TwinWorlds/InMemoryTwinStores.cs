using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.TwinWorlds;

internal sealed class InMemoryTwinStores : TwinStores
{
    private readonly InMemoryConnectorStore _connectors = new();
    private readonly InMemoryTemplateStore _templates = new();
    private readonly InMemoryConnectionStore _connections = new();
    private readonly InMemoryBindingStore _bindings = new();
    private readonly TwinSecretStore _secrets = new();

    public override void Use(VersoriConnectorsBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectorStore>(_connectors));
        builder.Services.Replace(ServiceDescriptor.Singleton<ITemplateStore>(_templates));
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectionStore>(_connections));
        builder.Services.Replace(ServiceDescriptor.Singleton<IBindingStore>(_bindings));
        builder.Services.Replace(ServiceDescriptor.Singleton<ISecretStore>(_secrets));
    }

    public override async Task<TwinStores> CopyAsync()
    {
        var copy = new InMemoryTwinStores();
        await foreach (var row in _connectors.ListAsync(null, default))
        {
            await copy._connectors.SaveAsync(row with { Revision = 0 }, default);
        }

        await foreach (var row in _templates.ListAsync(new(), default))
        {
            await copy._templates.SaveAsync(row with { Revision = 0 }, default);
        }

        await foreach (var row in _connections.ListAsync(new(), default))
        {
            await copy._connections.SaveAsync(row with { Revision = 0 }, default);
        }

        await foreach (var row in _bindings.ListAsync(new(), default))
        {
            await copy._bindings.SaveAsync(row with { Revision = 0 }, default);
        }

        _secrets.CopyTo(copy._secrets);
        return copy;
    }
}
