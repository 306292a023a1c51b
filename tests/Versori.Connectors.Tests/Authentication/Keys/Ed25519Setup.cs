using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>Tests prepare keys without an engine too, so Ed25519 is added before the first of them.</summary>
internal static class Ed25519Setup
{
    [ModuleInitializer]
    internal static void Add() => new ServiceCollection().AddVersoriConnectors().AddEd25519();
}
