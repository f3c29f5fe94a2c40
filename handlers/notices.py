from durable.work import UnitOfWork


async def apologise(unit: UnitOfWork) -> None:
    raise unit.error
